export {parseTable} from './csv-table.ts';
