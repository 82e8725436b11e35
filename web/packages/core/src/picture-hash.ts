const UPLOADED = /^pictures\/([0-9a-f]{64})$/;

/** The name under which the API keeps a picture that was sent to it; null for goods without one, and for an image that is somewhere else. */
export function pictureHash(image: string | null | undefined): string | null {
  return UPLOADED.exec(image ?? '')?.[1] ?? null;
}
