/** What a client asks for: queries, each named for the route it goes to, and their options. */
@NullMarked
package org.warpath.api.client.query;

import org.jspecify.annotations.NullMarked;
