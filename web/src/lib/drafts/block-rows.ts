/** Rows in one record: a block is written in about 10 ms, and a hundred of them hold what takes 40 times as long one by one. */
export const BLOCK_ROWS = 1000;
