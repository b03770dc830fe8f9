"""Boosted trees of another library on the features that `tamga model train --features` wrote.

    boosting.py xgboost|lightgbm FEATURES.csv [--plain TRAIN.csv VALID.csv]

Prints {"cpu_s","wall_s","score_rows_s","auc","average_precision","trees"}; reading the table and laying it
out for the library are left out, in its favour. With --plain it learns from the table's own columns instead,
codes as numbers, as one does without knowing the trade.
"""
import json, resource, sys, time

import numpy, pandas
from sklearn.metrics import average_precision_score, roc_auc_score

SETTINGS = {"trees": 600, "leaves": 31, "depth": 10, "rate": 0.05, "patience": 50}


def plain(train, valid, label="Fraud"):
    both = pandas.concat([pandas.read_csv(train, dtype=str), pandas.read_csv(valid, dtype=str)])
    held = numpy.arange(len(both)) >= len(both) - len(pandas.read_csv(valid, dtype=str))
    outcome = both[label].astype(int).to_numpy()
    columns = both.drop(columns=["Fraud", "Critical Fraud", "Declaration ID", "Date"])
    numbers = {"Tax Rate", "Net Mass", "Item Price"}
    features = numpy.column_stack(
        [columns[c].astype(float) if c in numbers else pandas.factorize(columns[c])[0] for c in columns])
    return features.astype(numpy.float32), outcome, held


def laid_out(path):
    table = pandas.read_csv(path, dtype=numpy.float32)
    return (table.iloc[:, 2:].to_numpy(), table["outcome"].astype(int).to_numpy(),
            table["held"].to_numpy() == 1)


def xgboost(train, valid):
    import xgboost as library
    data = [library.QuantileDMatrix(train[0], train[1], max_bin=256)]
    data.append(library.QuantileDMatrix(valid[0], valid[1], ref=data[0]))
    plain_data = library.DMatrix(valid[0])
    options = {"objective": "binary:logistic", "tree_method": "hist", "grow_policy": "lossguide",
               "max_leaves": SETTINGS["leaves"], "max_depth": SETTINGS["depth"], "eta": SETTINGS["rate"],
               "lambda": 1, "min_child_weight": 3, "colsample_bytree": 0.5, "nthread": 2, "seed": 1,
               "max_bin": 256, "eval_metric": "logloss"}

    def learn():
        return library.train(options, data[0], SETTINGS["trees"], evals=[(data[1], "valid")],
                             early_stopping_rounds=SETTINGS["patience"], verbose_eval=False)

    return learn, lambda model: model.predict(
        plain_data, iteration_range=(0, model.best_iteration + 1)), lambda model: model.best_iteration + 1


def lightgbm(train, valid):
    import lightgbm as library
    options = {"objective": "binary", "num_leaves": SETTINGS["leaves"], "max_depth": SETTINGS["depth"],
               "learning_rate": SETTINGS["rate"], "lambda_l2": 1, "min_sum_hessian_in_leaf": 3,
               "min_data_in_leaf": 1, "feature_fraction": 0.5, "num_threads": 2, "seed": 1,
               "verbose": -1, "metric": "binary_logloss",
               "max_bin": 255, "feature_pre_filter": False}
    data = [library.Dataset(train[0], train[1], params=options)]
    data.append(library.Dataset(valid[0], valid[1], reference=data[0]))
    for one in data:
        one.construct()

    def learn():
        return library.train(options, data[0], SETTINGS["trees"], [data[1]], callbacks=[
            library.early_stopping(SETTINGS["patience"], verbose=False)])

    return learn, lambda model: model.predict(valid[0]), lambda model: model.best_iteration


def main():
    kind, path = sys.argv[1:3]
    features, outcome, held = plain(*sys.argv[4:6]) if "--plain" in sys.argv else laid_out(path)
    train, valid = (features[~held], outcome[~held]), (features[held], outcome[held])
    learn, score, count = {"xgboost": xgboost, "lightgbm": lightgbm}[kind](train, valid)
    used, start = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    model = learn()
    after, end = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    score(model)
    begun, scores = time.process_time(), score(model)
    taken = max(time.process_time() - begun, 1e-9)
    print(json.dumps({
        "cpu_s": after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime, "wall_s": end - start,
        "score_rows_s": len(scores) / taken, "auc": roc_auc_score(valid[1], scores),
        "average_precision": average_precision_score(valid[1], scores), "trees": count(model)}))


if __name__ == "__main__":
    main()
