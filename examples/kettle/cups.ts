/** How many cups there are. Asked when a report is made. */
export const countCups = async (): Promise<number> => 12;
