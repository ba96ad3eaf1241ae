/** A member of a warehouse's sorted set. */
export type Scored = {
  orderId: number;
  /** Seconds since 1970. */
  score: number;
  /** The score as Redis spelled it, which it understands to the last bit. */
  text: string;
};

/** What a command answers WITHSCORES: members and scores in turn, all of them texts. */
export function readScores(replies: string[]): Scored[] {
  return replies.flatMap((member, index) => {
    const text = replies[index + 1];
    return index % 2 === 0 && text !== undefined
      ? [{ orderId: Number(member), score: Number(text), text }]
      : [];
  });
}

/** Redis puts members of one score in the order of their text, where "10" comes before "9". */
export function byScoreThenId(one: Scored, other: Scored): number {
  return one.score - other.score || one.orderId - other.orderId;
}
