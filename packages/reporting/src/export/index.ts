export {assumptionSheet} from './assumption-sheet.ts';
export {bidSheet} from './bid-sheet.ts';
export type {Cell, CellFormat, Formula, RunTable, Sheet, SheetColumn} from './sheet.ts';
export {type StationWeek, stationWeeks, stationWeekSheet} from './station-week-sheet.ts';
export {type SummaryInput, summarySheet} from './summary-sheet.ts';
export {zipPoints} from './zip-points.ts';
export {zipSheet} from './zip-sheet.ts';
