// What the emulated libraries use of the driver's library.
#pragma once

#define SHARED __attribute__((visibility("default")))
