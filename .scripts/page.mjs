// Bundles the page of the dashboard, for scripts that compile the packages themselves.
import {buildPage} from './stages.mjs';

buildPage();
