/** The layout off the page's thread: a picture of 500 people must not hold up a key. */
import { layOut, type LayoutJob } from './layout.ts';

addEventListener('message', ({ data }: MessageEvent<LayoutJob>) => {
  postMessage({ job: data.job, places: layOut(data) });
});
