/** The web page, the API's document, and its reference to read and try. */
@NullMarked
package org.warpath.api.service.web;

import org.jspecify.annotations.NullMarked;
