/** The journal, tracks and all SQL; nothing else speaks SQL. */
@NullMarked
package org.muster.store;

import org.jspecify.annotations.NullMarked;
