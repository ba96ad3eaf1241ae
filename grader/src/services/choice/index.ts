export { SERVICE_CHOICES, type ServiceChoice, serviceChoice } from "./ask.ts";
export { chooseProvider } from "./choose.ts";
export { isInstalled } from "./is-installed.ts";
export { mayLeadOutside } from "./lead-outside.ts";
export { servesElsewhere } from "./serves-elsewhere.ts";
