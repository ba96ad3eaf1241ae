import { styleText } from "node:util";

type Style = Parameters<typeof styleText>[0];

/** Paints text, or leaves it as it is where colour is not wanted. */
export function painter(colour: boolean) {
  return (style: Style, text: string) => (colour ? styleText(style, text, { validateStream: false }) : text);
}
