export { countryRoutes } from "./country-routes.ts";
