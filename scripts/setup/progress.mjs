const everySecond = 1_000; // ms
const quietly = 15_000; // ms between lines where a line cannot be rewritten

/**
 * Shows that an installation moves on: one line that is rewritten on a terminal, now and then a line elsewhere.
 * @param {NodeJS.WriteStream} stream
 */
export function followProgress(stream) {
  const started = performance.now();
  let packages = "";
  const timer = setInterval(
    () => {
      const seconds = Math.round((performance.now() - started) / 1000);
      const line = `  ${seconds} s${packages}`;
      stream.write(stream.isTTY ? `\r${line.padEnd(40)}` : `${line}\n`);
    },
    stream.isTTY ? everySecond : quietly,
  );
  return {
    /** @param {string} text a piece of the package manager's output */
    read(text) {
      const last = [...text.matchAll(/Progress: resolved (\d+).*?added (\d+)/g)].at(-1);
      if (last) packages = `, ${last[2]} of ${last[1]} packages`;
    },
    stop() {
      clearInterval(timer);
      if (stream.isTTY) stream.write(`\r${" ".repeat(40)}\r`);
    },
  };
}
