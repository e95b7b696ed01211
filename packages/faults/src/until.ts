/** Asks until the answer is yes, or it took too long: then the answer is no. */
export async function until(holds: () => Promise<boolean>, seconds = 30): Promise<boolean> {
  for (let left = seconds * 10; left > 0; left -= 1) {
    if (await holds()) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}
