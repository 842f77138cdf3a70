/** Hands a text or a file's bytes to the person: the browser's download, or the desktop's own save dialog. */
export function saveAsFile(fileName: string, content: string | Uint8Array<ArrayBuffer>): void {
  const address = URL.createObjectURL(new Blob([content], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}
