package org.warpath.api.service.algorithms;

/**
 * What tells equal runs: results of one can serve for the other.
 *
 * @param graphVersion never given twice
 * @param algorithm the algorithm's name
 * @param engine cpu or cuda
 * @param options the options in force
 * @param source which versions of stored vectors they mean
 */
record RunKey(long graphVersion, String algorithm, String engine, String options, String source) {}
