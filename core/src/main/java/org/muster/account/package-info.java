/** Why a span or a finding is what it is, and what would have made it otherwise. Pure. */
@NullMarked
package org.muster.account;

import org.jspecify.annotations.NullMarked;
