export { publishDeadLetter, type Rejection } from "./dead-letter.ts";
export { openSession, type Session } from "./session.ts";
