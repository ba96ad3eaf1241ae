import { SHOWN_NAMES } from "../services/index.ts";

type Session = {
  title: string;
  url: string;
  work: string;
  env: Record<string, string>;
  offers: readonly string[];
  services: readonly { name: string; version: string; provider: string }[];
};

/** What stands above the app's lines: where it is, what it is given, what to try. */
export function begunText({ title, url, work, env, offers, services }: Session): string {
  const given = services.map(
    ({ name, version, provider }) =>
      `${SHOWN_NAMES[name as keyof typeof SHOWN_NAMES] ?? name} ${version} (${provider})`,
  );
  const lines = [
    "",
    `${title}: ${url}`,
    `It starts again when a file in ${work} changes. Ctrl-C ends it${services.length > 0 ? `, and its ${given.join(", ")} with all data` : ""}.`,
    "",
    "Your app is given:",
    ...Object.entries(env).map(([name, value]) => `  ${name}=${value}`),
    "",
    ...(offers.length > 0 ? ["To try in another terminal:", "", ...offers, ""] : []),
  ];
  return `${lines.join("\n")}\n`;
}
