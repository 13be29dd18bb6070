#!/usr/bin/env bash
# Makes a model.bin: the same bytes each time on the same kind of processor. Usage, with a `demarche` built with
# `--features train`: make.sh DEMARCHE TREEBANKS TEXTS OUT, where
#   TREEBANKS holds ewt-train.conllu and gum-train.conllu, see NOTICE;
#   TEXTS holds the raw texts that NOTICE names, as *.txt, a paragraph a line;
#   OUT receives model.bin and all that leads to it.
set -euo pipefail
export LC_ALL=C
demarche=$(realpath "$1") given=$(realpath "$2") texts=$(realpath "$3")
treebanks=("$given/ewt-train.conllu" "$given/gum-train.conllu")
mkdir -p "$4"
cd "$4"

# What words mean, from all texts.
"$demarche" model vectors vectors "$texts"/*.txt --treebank "${treebanks[@]}"

# Three teachers, larger than what they teach.
teach() {
    "$demarche" model train "$1" "${treebanks[@]}" --vectors vectors --epochs 12 --seed "$2" --hidden "$3" --dropout "$4"
}
teach teacher1 1 160 0.33
teach teacher2 2 160 0.33
teach teacher3 3 192 0.36

# What they make of raw text together: how many of 1000 sentences of each file.
silver=()
read_together() {
    "$demarche" model parse teacher1 "$texts/$1.txt" --with teacher2 --with teacher3 --share "$2" > "$1.conllu"
    silver+=("--silver=$1.conllu")
}
read_together enc-wikipedia 200
read_together gov-senate-releases 50
read_together gov-state-human-rights 50
read_together gov-state-releases 300
read_together gov-whitehouse-spoken 80
read_together gov-whitehouse-written 40
read_together news-wikinews 1000

# The model learns from all of that once, then from the treebanks.
"$demarche" model train taught "${treebanks[@]}" --vectors vectors "${silver[@]}" \
    --repeats 1 --epochs 8 --dropout 0.2

# It learns on from what it makes of raw text itself, whole and cut short, and is mixed with what it was.
own=()
read_alone() {
    "$demarche" model parse taught "$texts/$1.txt" --share "$2" > "own-$1.conllu"
    own+=("--silver=own-$1.conllu")
}
read_alone enc-wikipedia 30
read_alone gov-state-history 100
read_alone gov-state-releases 150
read_alone news-wikinews 1000
"$demarche" model refine taught refined "${treebanks[@]}" "${own[@]}"
"$demarche" model mix taught refined model.bin
