/** Every warehouse of every country: a constant table, the same in all labs. */
export const WAREHOUSES = {
  at: [1010, 4020, 8041],
  cz: [8799, 1100, 6020],
  de: [2010, 5080, 8033],
  hu: [1117, 2040, 9027],
  ro: [3014, 4010, 7055],
} as const satisfies Record<string, readonly number[]>;

export type Country = keyof typeof WAREHOUSES;

export const COUNTRIES = Object.keys(WAREHOUSES) as Country[];

const countries = new Map<number, Country>(
  COUNTRIES.flatMap((country) => WAREHOUSES[country].map((id): [number, Country] => [id, country])),
);

/**
 * The country a warehouse stands in, or `undefined` for a warehouse that does not exist.
 *
 * @example countryOf(8799) // "cz"
 */
export function countryOf(warehouseId: number): Country | undefined {
  return countries.get(warehouseId);
}
