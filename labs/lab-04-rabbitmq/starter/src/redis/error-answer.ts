import { ReplyError } from "ioredis";

/** True when Redis was there and said no (`OOM`, `NOPERM` …); false when nobody knows whether it heard the command. */
export function isErrorAnswer(error: unknown): error is Error {
  return error instanceof ReplyError;
}
