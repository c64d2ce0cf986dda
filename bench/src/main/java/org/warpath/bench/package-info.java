/**
 * Benchmarks that verify first, then measure: medians of several runs, bytes moved, and shares of
 * the bandwidth of this machine.
 */
package org.warpath.bench;
