/** Carried by images that hold a prepared database. */
export const SEED_LABEL = "picking-labs.seed";
/** Carried by a container that stays up between runs; its value is a hash of the checkout's state folder, image and start. */
export const WARM_LABEL = "picking-labs.warm";
/** Carried beside it: a hash of the checkout's state folder alone, whatever image and start. */
export const CHECKOUT_LABEL = "picking-labs.checkout";
/** The administrator's password of a warm broker. */
export const PASSWORD_LABEL = "picking-labs.password";
