/** A provider of identities for tests and demos: OpenID Connect as the real ones speak it, and nobody is asked for a password. */
@NullMarked
package io.desifans.provider;

import org.jspecify.annotations.NullMarked;
