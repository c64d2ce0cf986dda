/** What all routes share: the server, JSON bodies, problems as answers, scopes. */
@NullMarked
package org.warpath.api.service.http;

import org.jspecify.annotations.NullMarked;
