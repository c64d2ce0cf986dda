/**
 * What the service does many times a second, without HTTP around it. Run them with JMH's own
 * launcher: {@code java --enable-native-access=ALL-UNNAMED -cp bench/target/quick/warpath-bench.jar
 * org.openjdk.jmh.Main serving -prof gc}.
 */
@NullMarked
package org.warpath.bench.serving;

import org.jspecify.annotations.NullMarked;
