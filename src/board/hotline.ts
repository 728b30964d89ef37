/** The State's line for objections and complaints about money against poverty, the same in every county. */
export const HOTLINE = '12317';
