// Where the kernel of a week problem finds its counts and tables: words of 32 bits at the start of its memory. The
// AssemblyScript side reads them too: plain constants only. Tables are described where they are made, in
// space-tables.ts.

export const STATES_MAX = 128; // of a ZIP

export const ZIPS = 0;
export const WEEKS = 1;
export const STATIONS = 2;
export const STATES = 3;
export const CHUNKS = 4;
export const IS_LIMITED = 5; // 1: there are limits on arrivals at stations
export const OVERFLOW_USD = 6; // a double, over two words

// From here on the byte at which each table begins, in the order in which they are made.
export const FIRST_STATE = 8;
export const STATION = 9;
export const LOAD = 10;
export const USPS = 11;
export const OTHER = 12;
export const ENTER_USD = 13;
export const LEAVE_USD = 14;
export const WEEK_USD = 15;
export const START = 16;
export const PER_LOAD = 17;
export const CAPACITY = 18;
export const IS_FROZEN = 19;
export const PRICE_STATION = 20;
export const PRICE_CUT = 21;
export const PRICE_OTHER = 22;
export const PRICE_SWITCHING = 23;
export const PRICE_ARRIVING = 24;
export const PRICE_USPS = 25;
export const PATHS = 26;
export const IS_RESTING = 27;
export const HELD = 28;
export const SPARE = 29;
export const TOTALS = 30;
export const SOFT_STATION = 31;
export const SOFT_OTHER = 32;
export const SOFT_SWITCHING = 33;
export const SOFT_ARRIVING = 34;
export const SOFT_SCALARS = 35;
export const SOFT_PATHS = 36;
export const OTHER_MAX = 37;
export const SWITCHES_MAX = 38;
export const ARRIVALS_MAX = 39;
export const SCRATCH_USD = 40;
export const SCRATCH_STATES = 41;
export const SCRATCH_COMES = 42;
export const SCRATCH_COMER = 43;
export const SCRATCH_HELD = 44;
export const SCRATCH_WEEKS = 45;
export const SCRATCH_ARRIVING = 46;
export const SCRATCH_OLD = 47;
export const PACKAGES = 48; // for the TypeScript twins
export const HEADER_WORDS = 52;

export const NOT_HELD = 255; // in HELD: a ZIP that is at no station for a cut

export const OTHER_BAND = 0.2; // of a station's: a nation's limit is not so lumpy

// Places in SOFT_SCALARS.
export const BAND = 0; // of the room
export const USPS_USD = 1; // a package, at the aim
export const USPS_GAIN_USD = 2; // a package more, for missing the aim by all of it
export const USPS_AIM = 3; // packages
export const USPS_PACKAGES = 4; // of the plan
export const IS_TARGETED = 5; // 1: there is a target for the USPS volume
export const CHANGE_OVER_USD = 6; // a ZIP that changes past a limit, beyond twice the price
export const SOFT_SCALAR_COUNT = 7;
