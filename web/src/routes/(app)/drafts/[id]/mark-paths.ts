const CIRCLE = 'M2 12a10 10 0 1 0 20 0a10 10 0 1 0-20 0';

/** The icons of the grid's cells (Lucide) as one path each: a component a cell would make scrolling slow. */
export const MARK_PATHS = {
	errors: `${CIRCLE}M12 8v4M12 16h.01`,
	warnings: 'm21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4M12 17h.01',
	ready: `${CIRCLE}M9 12l2 2 4-4`,
	excluded: `${CIRCLE}M4.93 4.93l14.14 14.14`
};
