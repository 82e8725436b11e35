/** What is wrong with one field, by the fault’s code. In English the API’s own text is shown, which says more. */
export const faults = {} as const;
