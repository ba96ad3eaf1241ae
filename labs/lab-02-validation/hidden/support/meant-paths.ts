/**
 * Paths as they were meant, in the order in which they came: one in another form (/products/0, products[0],
 * ["products", 0]) in the promised form, and one that is only the end of a promised path as that path. Which form is
 * promised is judged by one check; the others go by what was meant.
 */
export function meantPaths(seen: readonly unknown[], promised: readonly string[]): string[] {
  const dotted = seen.map(inDots);
  const open = promised.filter((path) => !dotted.includes(path));
  return dotted.map((path) => {
    if (path === "" || promised.includes(path)) return path;
    const index = open.findIndex((wanted) => wanted.endsWith(`.${path}`));
    return index < 0 ? path : (open.splice(index, 1)[0] ?? path);
  });
}

function inDots(path: unknown): string {
  const text = Array.isArray(path) ? path.join(".") : String(path);
  return text
    .replace(/\[["']?(\w+)["']?\]/g, ".$1")
    .replaceAll("/", ".")
    .replace(/^(?:\$|body)?\./, "");
}
