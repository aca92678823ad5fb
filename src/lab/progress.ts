/** How the lab says what it is doing while it takes its time: one sentence a step. */
export type Progress = (sentence: string) => void;
