/**
 * `text` with a value in place of each `${name}`.
 * @throws what `unknown` makes of a placeholder that nothing stands for
 */
export function fillIn(
  text: string,
  values: ReadonlyMap<string, string>,
  unknown: (placeholder: string) => Error,
): string {
  return text.replace(/\$\{([^}]*)\}/g, (placeholder, name: string) => {
    const value = values.get(name);
    if (value === undefined) throw unknown(placeholder);
    return value;
  });
}
