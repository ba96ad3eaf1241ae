import { show } from "./decimal.ts";
import { isInstant } from "./instant.ts";
import { STORAGE_TYPES } from "./read-order.ts";

/** Thrown for an answer that breaks its contract; the caller is told nothing of it. */
class AnswerBroken extends Error {}

type Unknown = Record<string, unknown>;

/** Builds the answer field by field, so that nothing else can leave, and checks each on the way. */
export async function writeAnswer(order: unknown): Promise<object> {
  const { orderId, prioritizationTime, note, products } = record(order);
  return {
    orderId: id(orderId),
    prioritizationTime: moment(prioritizationTime),
    ...(note === undefined ? {} : { note: matching(note, /^.{0,200}$/su) }),
    products: items(products, 500).map((product) => {
      const { productId, amount, positions } = record(product);
      return {
        productId: id(productId),
        amount: aboveZero(decimal(amount)),
        positions: items(positions, 2).map((position) => {
          const { sector, storageType, available } = record(position);
          if (!STORAGE_TYPES.some((type) => type === storageType))
            throw new AnswerBroken("a storage type is unknown");
          return { sector: matching(sector, /^\P{Cc}{1,40}$/u), storageType, available: decimal(available) };
        }),
      };
    }),
  };
}

function record(value: unknown): Unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new AnswerBroken("an object is missing");
  return value as Unknown;
}

function items(value: unknown, most: number): unknown[] {
  if (!Array.isArray(value)) throw new AnswerBroken("a list is missing");
  if (value.length < 1 || value.length > most) throw new AnswerBroken("a list has a wrong count");
  return value;
}

function id(value: unknown): number {
  if (!Number.isSafeInteger(value) || (value as number) < 1) throw new AnswerBroken("an id is no id");
  return value as number;
}

function matching(value: unknown, pattern: RegExp): string {
  if (typeof value !== "string" || !pattern.test(value)) throw new AnswerBroken("a text is not as promised");
  return value;
}

function moment(value: unknown): string {
  const text = matching(value, /^.{19}\.\d{3}Z$/);
  if (!isInstant(text)) throw new AnswerBroken("a time does not exist");
  return text;
}

function aboveZero(text: string): string {
  if (text === "0") throw new AnswerBroken("an amount is nothing");
  return text;
}

const decimal = (value: unknown): string =>
  typeof value === "bigint" ? show(value) : matching(value, /^(0|[1-9]\d{0,8})(\.\d{0,2}[1-9])?$/);
