/** The API takes files up to this, and keeps no picture larger than 800 pixels a side. */
const BYTES_MAX = 5 * 1024 * 1024;
const PIXELS_MAX = 16_000_000;
const SIDE_PX = 1600;
const QUALITY = 0.9;

/** A camera's picture may be larger than the API takes: then it is sent smaller. What the browser cannot read is the API's to refuse. */
export async function shrinkPicture(file: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) return file;
  const { width, height } = bitmap;
  if (file.size <= BYTES_MAX && width * height <= PIXELS_MAX) {
    bitmap.close();
    return file;
  }
  const scale = Math.min(1, SIDE_PX / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const smaller = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/webp', QUALITY));
  return smaller ?? file;
}
