import { randomBytes } from "node:crypto";

/** Of a login that lives as long as its server, or as one run; safe in URLs, SQL and configuration files. */
export const newPassword = () => randomBytes(18).toString("base64url");
