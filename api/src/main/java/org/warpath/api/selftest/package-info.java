/**
 * {@code warpath selftest}: every algorithm and kernel of an engine against the CPU engine on one
 * thread, on generated and shipped graphs.
 */
package org.warpath.api.selftest;
