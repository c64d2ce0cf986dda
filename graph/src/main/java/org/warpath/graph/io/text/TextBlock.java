package org.warpath.graph.io.text;

/**
 * Whole lines: the bytes {@code from … to−1}. Only the last line of a file may lack its newline.
 *
 * @param bytes owned by whoever holds the block
 */
record TextBlock(byte[] bytes, int from, int to) {}
