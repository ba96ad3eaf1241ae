/** Which mistakes of the labs were not proved, where not every one was asked for. */
export const mistakesLine = ({ PICKING_LABS_MISTAKES: asked = "" }: NodeJS.ProcessEnv): string[] =>
  asked === "" || asked === "every"
    ? []
    : [
        `Of each lab's mistakes one for each check was proved; the others were left out and not counted, as PICKING_LABS_MISTAKES=${asked} asks for. Without it npm test proves them all.`,
      ];
