import { expose } from 'comlink';
import { makeIssuedSearch } from './search-issued.ts';

expose(makeIssuedSearch());
