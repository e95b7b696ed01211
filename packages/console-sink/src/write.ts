import { reasonOf } from '@plainsight/core';

/** Swallows the error that a stream emits after it has told the callback of `write` the same. */
const swallow = (): void => {};

/**
 * Writes and waits until the stream has passed it on, so that back-pressure is felt. Gives `null`, or why not: the
 * stream is closed, or failed. Never rejects, and leaves no error of its own unhandled; what the stream does
 * otherwise stays its owner's matter. It does not end the stream.
 */
export const write = (stream: NodeJS.WritableStream, text: string): Promise<string | null> =>
  new Promise((resolve) => {
    if (!stream.writable) return resolve('the stream is closed');
    const end = (why: string | null): void => {
      stream.off('error', onError);
      stream.off('close', onClose);
      resolve(why);
    };
    const onError = (error: unknown): void => end(whyOf(error));
    const onClose = (): void => end('the stream was closed');
    stream.on('error', onError);
    stream.on('close', onClose);
    try {
      stream.write(text, (error) => {
        if (!error) return end(null);
        if (!stream.listeners('error').includes(swallow)) stream.once('error', swallow);
        end(whyOf(error));
      });
    } catch (error) {
      end(whyOf(error));
    }
  });

const whyOf = (error: unknown): string => `the stream failed: ${reasonOf(error)}`;
