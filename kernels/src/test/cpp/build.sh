#!/bin/sh
# Builds the emulated CUDA driver, compiler and libraries into the folder $1: what is older than its sources, no more.
set -eu
cd "$(dirname "$0")"
out=$1

if ! command -v g++ >/dev/null; then
  echo "the emulated CUDA driver needs g++ to build, which is not on the PATH (Debian, Ubuntu: sudo apt-get install g++);" >&2
  echo "or leave the tests out with -DskipTests" >&2
  exit 1
fi

driver='library fibers runner collectives diagnosis faults memory streams injection driver_context driver_memory driver_stream driver_module
  driver_unsupported'
compiler='nvrtc kernel_source'
blas='cublas_handle cublas_level1 cublas_level2 cublas_level3 cublas_product cublas_gemm cublas_batched'
fourier='fourier cufft_plan cufft_exec'
sparse='cusparse_handle cusparse_descriptors cusparse_entries cusparse_products cusparse_solves
  cusparse_spgemm cusparse_incomplete'
mkdir -p "$out/objects" "$out/include"

older() { # is file $1 missing, or older than one of the others?
  target=$1
  shift
  [ ! -e "$target" ] || [ -n "$(find "$@" -newer "$target")" ]
}

started=
for source in report $driver $compiler $blas $fourier $sparse; do
  if older "$out/objects/$source.o" "$source.cpp" build.sh ./*.h; then
    g++ -std=c++17 -O2 -g1 -fPIC -Wall -Wextra -Werror -fvisibility=hidden -fno-plt \
      -c -o "$out/objects/$source.o" "$source.cpp" &
    started="$started $!"
  fi
done
for process in $started; do wait "$process"; done

link() { # library $1 of the objects that follow; $options
  library=$1
  shift
  objects=$(printf "$out/objects/%s.o " "$@")
  # shellcheck disable=SC2086 # words are meant
  if older "$out/$library" $objects ./*.map; then
    g++ -shared -Wl,-soname,"$library" -Wl,-z,now $options -o "$out/$library.new" $objects
    mv "$out/$library.new" "$out/$library"
  fi
}
# shellcheck disable=SC2086
options='-ldl -pthread' && link libcuda.so.1 report $driver
# JCuda's native half asks for its symbols with the version that the real library gives them.
# shellcheck disable=SC2086
options='-Wl,--version-script=nvrtc.map -ldl' && link libnvrtc.so.12 report $compiler

for library in "libcublas.so.12 cublas.map $blas" "libcufft.so.11 cufft.map $fourier" \
  "libcusparse.so.12 cusparse.map $sparse"; do
  # shellcheck disable=SC2086
  set -- $library
  name=$1 map=$2
  shift 2
  # The driver is loaded first in any case: what keeps its state must be there once.
  options="-Wl,--no-as-needed -Wl,-z,defs -Wl,--version-script=$map -Wl,-rpath,\$ORIGIN $out/libcuda.so.1" && link "$name" "$@"
done

for header in device.h device_math.h device_threads.h module_abi.h; do
  if older "$out/include/$header" $header; then cp $header "$out/include/$header"; fi
done
