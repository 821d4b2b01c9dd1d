/** Accounts as sentences, from the language files. */
@NullMarked
package org.muster.words;

import org.jspecify.annotations.NullMarked;
