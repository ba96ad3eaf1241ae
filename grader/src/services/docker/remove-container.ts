import type { Engine } from "./engine.ts";

/** Removes a container with everything in it, whatever state it is in; one that is gone is no error. */
export async function removeContainer({ container: { dockerode } }: Engine, id: string): Promise<void> {
  await dockerode.getContainer(id).remove({ force: true, v: true }).catch(unlessGone);
}

function unlessGone(error: { statusCode?: number }): void {
  // 404: it is gone already; 409: somebody else is removing it.
  if (error.statusCode !== 404 && error.statusCode !== 409) throw error;
}
