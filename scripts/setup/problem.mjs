/** Exit codes shared with the command line: what was typed is wrong, or the machine is not up to it. */
export const exitCodes = { usage: 2, machine: 4 };

/** Something the person at the keyboard can put right. The message says what happened and what to do. */
export class Problem extends Error {
  /**
   * @param {string} message
   * @param {number} [exitCode]
   */
  constructor(message, exitCode = exitCodes.machine) {
    super(message);
    this.exitCode = exitCode;
  }
}
