/** An answer that is JSON text already: it is sent as it is. */
export class ReadyJson {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}
