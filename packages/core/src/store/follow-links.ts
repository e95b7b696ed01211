import { realpath } from 'node:fs/promises';
import { asOwner, ForeignFileError } from './foreign-file.ts';
import { walkPath } from './path-walk.ts';

/**
 * Where a path leads, without symbolic links. What is missing keeps its name. A link is followed only where it belongs to this
 * user or to root, who may go anywhere: another user's link could lead this process to what that user has no right to. Rejects
 * with a `ForeignFileError` there. On Windows, where links take an administrator's right, all are followed.
 */
export async function followLinks(path: string): Promise<string> {
  const user = process.geteuid?.();
  if (user === undefined) return realpath(path).catch(() => path);
  const { real, steps } = await walkPath(path);
  const link = steps.find(({ stats }) => stats.isSymbolicLink() && stats.uid !== user && stats.uid !== 0);
  if (link === undefined) return real;
  throw new ForeignFileError(
    `${link.path} is a symbolic link of user ${link.stats.uid}, and this process runs as user ${user}`,
    `Name the path that it leads to, or ${asOwner(link.stats.uid)}`,
  );
}
