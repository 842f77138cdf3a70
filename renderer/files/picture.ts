/**
 * Pictures as they are kept: at most 2048 pixels, upright, drawn anew. Drawing anew is what leaves behind the camera's notes
 * (place, time, device) and whatever else was hidden in the file.
 */
import { pictureSide, smallFile } from '../../shared/files/file-ref.ts';

export interface Picture {
  readonly kept: Blob;
  readonly small: Blob | null;
  readonly width: number;
  readonly height: number;
}

/** Null: Chromium cannot read it as a picture. */
export async function preparePicture(file: Blob): Promise<Picture | null> {
  let bitmap: ImageBitmap;
  try {
    bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch {
    return null;
  }
  try {
    const size = fitted(bitmap, pictureSide.kept);
    const kept = await drawn(bitmap, size, 0.86);
    const small = await drawn(bitmap, fitted(bitmap, pictureSide.small), 0.7);
    if (kept === null) return null;
    return { kept, small: small !== null && small.size <= smallFile ? small : null, ...size };
  } finally {
    bitmap.close();
  }
}

/** The same shape with the longer side at most `most`; never larger than it was. */
export function fitted(
  { width, height }: { readonly width: number; readonly height: number },
  most: number,
): { width: number; height: number } {
  const scale = Math.min(1, most / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

function drawn(
  bitmap: ImageBitmap,
  { width, height }: { readonly width: number; readonly height: number },
  quality: number,
): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext('2d');
  if (pen === null) return Promise.resolve(null);
  // JPEG has no transparency; what was transparent is paper.
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, width, height);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(bitmap, 0, 0, width, height);
  return new Promise((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', quality);
  });
}
