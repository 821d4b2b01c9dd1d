/** Policy packages: decision tables read, checked, evaluated and compared. */
@NullMarked
package org.muster.tables;

import org.jspecify.annotations.NullMarked;
