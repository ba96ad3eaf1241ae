import { statfsSync } from "node:fs";
import { release } from "node:os";
import type { Place } from "../catalog/index.ts";
import { asGraderError } from "../errors.ts";
import { takePort, whyNoBubblewrap } from "../sandbox/index.ts";
import { askEngine } from "../services/docker/index.ts";
import { installedServers, MINIMUM_VERSIONS, PACKAGES, SHOWN_NAMES } from "../services/index.ts";
import { install, system } from "./doctor-system.ts";

/** `optional`: not there, and something else serves in its place. */
export type Finding = { state: "yes" | "no" | "optional"; name: string; seen: string; cure?: string };

const GIB = 1024 ** 3;
const DISK_GIB = 2;

/** Looks at everything that grading depends on. Nothing is changed, and nothing stays. */
export async function findings(place: Place): Promise<Finding[]> {
  const [engine, servers, walls, ports] = await Promise.all([
    askEngine(process.env),
    installedServers(),
    whyNoBubblewrap(),
    portFinding(),
  ]);
  const containers = engine.problem === undefined;
  return [
    { state: "yes", name: "Node", seen: process.versions.node },
    { state: "yes", name: "System", seen: `${system()} ${release()}, ${process.arch}` },
    {
      state: walls === undefined ? "yes" : "optional",
      name: "Walls (bubblewrap)",
      seen: walls ?? "work",
      cure: `Without them an app runs as a process of your own. ${install({ apt: "bubblewrap" }, "bubblewrap needs Linux")}`,
    },
    ...servers.map(({ service, version, problem }): Finding => {
      const packages = service === "postgres" ? undefined : PACKAGES[service];
      return {
        state: problem === undefined ? "yes" : containers ? "optional" : "no",
        name: `${SHOWN_NAMES[service]} ≥ ${MINIMUM_VERSIONS[service]}`,
        seen: problem ?? `${version}`,
        cure: containers
          ? "Containers serve in its place."
          : packages && install(packages, `Install ${SHOWN_NAMES[service]}`),
      };
    }),
    {
      state: containers ? "yes" : "optional",
      name: "Container engine",
      seen: engine.problem ?? engine.seen,
      cure: `Only needed in place of servers of this machine, and for docker-compose.yml. ${install(
        { apt: "docker.io", brew: "--cask docker" },
        "Install Docker or Podman",
      )}`,
    },
    ...engine.images.map(
      ({ image, present }): Finding => ({
        state: present ? "yes" : "optional",
        name: "Image",
        seen: `${image}${present ? "" : " is not here yet; it is downloaded when it is first needed"}`,
      }),
    ),
    ports,
    diskFinding(place),
  ];
}

async function portFinding(): Promise<Finding> {
  try {
    await using port = await takePort();
    return { state: "yes", name: "Ports", seen: `free, for example ${port.number}` };
  } catch (thrown) {
    const { message, cure } = asGraderError(thrown);
    return { state: "no", name: "Ports", seen: message, cure };
  }
}

function diskFinding({ root }: Place): Finding {
  const { bavail, bsize } = statfsSync(root);
  const free = (bavail * bsize) / GIB;
  return {
    state: free >= DISK_GIB ? "yes" : "no",
    name: `Disk ≥ ${DISK_GIB} GiB free`,
    seen: `${free.toFixed(1)} GiB`,
    cure: "Free some space where this repository lies.",
  };
}
