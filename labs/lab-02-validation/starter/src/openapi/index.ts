export { openapiRoute } from "./openapi-route.ts";
